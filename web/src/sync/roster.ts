/** Whose name is known, and who is present. Names come in `people`; groups and roles also in records of persons. */
import type { PersonRecord } from '../protocol/catalogue.ts';
import type { ServerMessage, WirePerson } from '../protocol/codec.ts';
import type { Person } from './report.ts';

type People = Extract<ServerMessage, { m: 'people' }>;

export class Roster {
  private readonly known = new Map<string, Person>();

  /** A name is known. */
  get(id: string): Person | undefined {
    return this.known.get(id);
  }

  /** Present people first, then by name. */
  list(): Person[] {
    return [...this.known.values()].sort(
      (a, b) =>
        Number(b.present) - Number(a.present) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    );
  }

  /** I joined anew: who is present is about to be told. */
  everybodyLeft(): void {
    for (const person of this.known.values()) this.set({ ...person, present: false });
  }

  /** Presence counts in the room only: `present` is false for messages about the journey. */
  apply(message: People, present: boolean): void {
    for (const person of message.joined) this.merge(person, present ? true : undefined);
    for (const person of message.changed) this.merge(person, undefined);
    if (!present) return;
    for (const id of message.left) {
      const person = this.known.get(id);
      if (person !== undefined) this.set({ ...person, present: false });
    }
  }

  /** The record of a person changed: role and group follow. */
  applyRecord(record: PersonRecord): void {
    const person = this.known.get(record.id);
    if (person !== undefined)
      this.merge({ id: record.id, role: record.role, group: record.group ?? null }, undefined);
  }

  private merge(told: WirePerson, present: boolean | undefined): void {
    const before = this.known.get(told.id);
    const group = told.group === undefined ? before?.group : (told.group ?? undefined);
    this.set({
      id: told.id,
      name: told.name ?? before?.name ?? '',
      role: told.role ?? before?.role ?? 'participant',
      present: present ?? before?.present ?? false,
      ...(group === undefined ? {} : { group }),
    });
  }

  private set(person: Person): void {
    this.known.set(person.id, person);
  }
}
