/** By what one comes into a room: the token of an earlier visit, else the secret of a link with a name. */
import type { Language } from '../protocol/catalogue.ts';
import type { ClientMessage, ServerMessage } from '../protocol/codec.ts';
import type { Identity } from './identity.ts';

type Join = Extract<ClientMessage, { m: 'join' }>;
type You = Extract<ServerMessage, { m: 'joined' }>['you'];

/** How to come in. Without `key`, what this browser remembers of the room is used. */
export interface Coming {
  room: string;
  key?: string;
  name?: string;
  group?: string;
  language: Language;
}

export class Ticket {
  /** Who I was here before, as far as this browser remembers. */
  readonly person: string | undefined;
  private readonly key: string | undefined;
  private resume: string | undefined;
  private ownName: string | undefined;

  constructor(
    private readonly coming: Coming,
    private readonly identity: Identity,
  ) {
    const remembered = identity.room(coming.room, coming.key);
    this.person = remembered?.person;
    this.key = coming.key ?? remembered?.key;
    this.resume = remembered?.resume;
    this.ownName = coming.name ?? remembered?.name;
  }

  /** The name under which I come; empty when the server alone knows it. */
  get name(): string {
    return this.ownName ?? '';
  }

  /** The message that joins the room; `have` is the seq that is held, or null. */
  forRoom(have: number | null): Join {
    const join: Join = { m: 'join', stream: this.coming.room, language: this.coming.language };
    if (have !== null) join.have = have;
    if (this.resume !== undefined) return { ...join, resume: this.resume };
    if (this.key !== undefined) join.key = this.key;
    if (this.ownName !== undefined) join.name = this.ownName;
    if (this.coming.group !== undefined) join.group = this.coming.group;
    return join;
  }

  /** The message that joins the journey; null before the room gave a token. */
  forJourney(journey: string, have: number | null): Join | null {
    if (this.resume === undefined) return null;
    const join: Join = { m: 'join', stream: journey, resume: this.resume, language: this.coming.language };
    return have === null ? join : { ...join, have };
  }

  /** The room let me in at a time, ms since 1970 by this device. */
  accepted(you: You, at: number): void {
    this.resume = you.resume ?? this.resume;
    this.identity.enter(this.coming.room, this.key);
    this.remember({ person: you.id, role: you.role, resume: this.resume, name: this.name, at });
  }

  /** I am called otherwise now. */
  renamed(name: string): void {
    if (name === this.ownName) return;
    this.ownName = name;
    this.remember({ name });
  }

  titled(title: string): void {
    this.remember({ title });
  }

  /** The server no longer knows the token. Returns whether the link can still be tried. */
  forget(): boolean {
    if (this.key === undefined) return false;
    this.resume = undefined;
    this.remember({ resume: undefined, person: undefined });
    return true;
  }

  private remember(known: Parameters<Identity['remember']>[1]): void {
    this.identity.remember(this.coming.room, { ...known, key: this.key });
  }
}
