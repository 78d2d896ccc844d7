/** Time and chance, so that a test can be their master. */
export interface Clock {
  /** Milliseconds since 1970, by this device. */
  now(): number;
  /** Runs something later. Returns a function that calls it off. */
  after(ms: number, run: () => void): () => void;
  /** A number in [0, 1). */
  random(): number;
}

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** A clock whose timers can all be called off at once. */
export interface Leash extends Clock {
  letGo(): void;
}

export function leash(clock: Clock): Leash {
  const running = new Set<() => void>();
  return {
    now: () => clock.now(),
    random: () => clock.random(),
    after(ms, run) {
      const cancel = clock.after(ms, () => {
        running.delete(cancel);
        run();
      });
      running.add(cancel);
      return () => {
        running.delete(cancel);
        cancel();
      };
    },
    letGo() {
      for (const cancel of running) cancel();
      running.clear();
    },
  };
}
