/** The room and the desk, for every component below. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Workplace } from '../app/acts.ts';

export const WorkplaceContext = createContext<Workplace | null>(null);

export function useWorkplace(): Workplace {
  const place = useContext(WorkplaceContext);
  if (!place) throw new Error('a part of the room stands outside of it');
  return place;
}
