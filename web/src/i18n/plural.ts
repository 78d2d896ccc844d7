/** Chooses between the words for one and for several, by the rules of the language. */

const rules = new Map<string, Intl.PluralRules>();

/** `counter('en')(2, 'dot', 'dots')` is "2 dots", with the digits grouped as the language does it. */
export function counter(language: string): (count: number, one: string, other: string) => string {
  let rule = rules.get(language);
  if (!rule) {
    rule = new Intl.PluralRules(language);
    rules.set(language, rule);
  }
  const chosen = rule;
  const digits = new Intl.NumberFormat(language);
  return (count, one, other) => `${digits.format(count)} ${chosen.select(count) === 'one' ? one : other}`;
}
