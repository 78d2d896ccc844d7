/** What others are doing right now, seen from the items: who types in one, and how far one is being dragged. */
import type { Person, RoomSession } from '../app/store.ts';
import type { Point } from '../model/geometry.ts';

interface Drag {
  item: string;
  /** From the pointer to the item, as it was when the drag was first seen. */
  grip: Point;
  offset: Point;
}

export class Others {
  private readonly typists = new Map<string, string>();
  private readonly drags = new Map<string, Drag>();
  private readonly stop: () => void;

  /** `touched` is called with the items that look otherwise now. */
  constructor(
    private readonly session: Pick<RoomSession, 'presence' | 'person' | 'board'>,
    private readonly touched: (items: ReadonlySet<string>) => void,
  ) {
    this.stop = session.presence.subscribe((people) => this.follow(people));
  }

  destroy(): void {
    this.stop();
  }

  typingIn(item: string): Person | undefined {
    for (const [person, typed] of this.typists) if (typed === item) return this.session.person(person);
    return undefined;
  }

  /** How far somebody else is dragging an item from its place. */
  offsetOf(item: string): Point | undefined {
    for (const drag of this.drags.values()) if (drag.item === item) return drag.offset;
    return undefined;
  }

  private follow(people: ReadonlySet<string>): void {
    const touched = new Set<string>();
    for (const person of people) {
      const pointer = this.session.presence.pointers.get(person);
      this.noteTyping(person, pointer?.typing, touched);
      this.noteDrag(person, pointer?.drag, pointer, touched);
    }
    if (touched.size > 0) this.touched(touched);
  }

  private noteTyping(person: string, item: string | undefined, touched: Set<string>): void {
    const before = this.typists.get(person);
    if (before === item) return;
    if (before) touched.add(before);
    if (item) {
      this.typists.set(person, item);
      touched.add(item);
    } else this.typists.delete(person);
  }

  private noteDrag(
    person: string,
    id: string | undefined,
    pointer: Point | undefined,
    touched: Set<string>,
  ): void {
    const before = this.drags.get(person);
    const item = this.session.board.getAs('item', id);
    if (before && before.item !== id) {
      this.drags.delete(person);
      touched.add(before.item);
    }
    if (!item || !pointer) return;
    const grip = before?.item === item.id ? before.grip : { x: item.x - pointer.x, y: item.y - pointer.y };
    const offset = { x: pointer.x + grip.x - item.x, y: pointer.y + grip.y - item.y };
    this.drags.set(person, { item: item.id, grip, offset });
    touched.add(item.id);
  }
}
