/** A browser does not tell when a connection is dead: an answer that never comes, on a silent connection, does. */
import type { Clock } from './clock.ts';

export class Watch {
  private last = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** When something was last heard, ms since 1970 by this device. */
  get heardAt(): number {
    return this.last;
  }

  heard(): void {
    this.last = this.clock.now();
  }

  /**
   * Something was asked. While `isDue` holds and nothing at all is heard for so long, the connection counts as dead.
   * `end` is called once, with whether it is.
   */
  expect(ms: number, isDue: () => boolean, end: (dead: boolean) => void): void {
    const askedAt = this.clock.now();
    const look = () => {
      const rest = Math.max(askedAt, this.last) + ms - this.clock.now();
      if (!isDue()) end(false);
      else if (rest > 0) this.clock.after(rest, look);
      else end(true);
    };
    this.clock.after(ms, look);
  }
}
