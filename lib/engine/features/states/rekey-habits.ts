import type { Habits } from './habits'

/** By list of habits: from the hash of a text as received to the hash of its canonical form. */
export type HabitKeys = Partial<
  Record<
    'countries' | 'cities' | 'networks' | 'channels' | 'categories' | 'devices' | 'phones',
    ReadonlyMap<number, number>
  >
>

/**
 * Replaces hashes, in place. Uses of two spellings add up; of two first uses the earlier one stays.
 * @returns whether anything changed
 */
export function rekeyHabits(habits: Habits, keys: HabitKeys): boolean {
  const counted = (['countries', 'cities', 'networks', 'channels', 'categories'] as const).map((name) =>
    rekey(habits, name, keys[name], (a, b) => a + b),
  )
  const dated = (['devices', 'phones'] as const).map((name) => rekey(habits, name, keys[name], Math.min))
  return [...counted, ...dated].includes(true)
}

function rekey(
  habits: Habits,
  name: keyof HabitKeys,
  keys: ReadonlyMap<number, number> | undefined,
  merge: (a: number, b: number) => number,
): boolean {
  const pairs = habits[name]
  if (keys === undefined || !pairs.some((hash, i) => i % 2 === 0 && keys.has(hash))) return false
  const merged = new Map<number, number>()
  for (let i = 0; i < pairs.length; i += 2) {
    const [old, value] = [pairs[i] as number, pairs[i + 1] as number]
    const hash = keys.get(old) ?? old
    const known = merged.get(hash)
    // The later place in the list is the more recent use.
    merged.delete(hash)
    merged.set(hash, known === undefined ? value : merge(known, value))
  }
  habits[name] = [...merged].flat()
  return true
}
