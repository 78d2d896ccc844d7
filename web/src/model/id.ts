/**
 * Ids are 22 URL-safe characters from 128 random bits, not ordered in time. The client makes them for new objects and
 * for its acts, so that acts which are not yet saved can refer to each other.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BYTES = 16;

/** A fresh id: 22 characters of base64url. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET.charAt((held >> bits) & 63);
    }
  }
  return text + ALPHABET.charAt((held << (6 - bits)) & 63);
}
