/** Weights that a person sets, found among the comparisons of the lists at hand. */
import { Fault } from '#ground';
import type { PinnedWeight } from './model.ts';
import type { Comparison } from './plan.ts';

/** A pin as a person writes it: the level by its place or by its words. */
export interface Pin extends Omit<PinnedWeight, 'level'> {
  readonly level: number | string;
}

/**
 * The pins with the places of their levels. Throws Fault('usage-wrong') for a comparison or level that these lists do
 * not have, and for two pins of one level: which of them counts would be chance.
 */
export function placePins(pins: readonly Pin[], comparisons: readonly Comparison[]): PinnedWeight[] {
  const placed = pins.map((pin, at): PinnedWeight => {
    const comparison = comparisons.find(({ name }) => name === pin.comparison);
    if (comparison === undefined)
      throw new Fault('usage-wrong', `pin ${at + 1} names a comparison that these lists do not have`, {
        hint: `They have: ${comparisons.map(({ name }) => name).join(', ')}.`,
      });
    const level =
      typeof pin.level === 'number'
        ? pin.level
        : comparison.levels.findIndex(({ words }) => words === pin.level);
    if (comparison.levels[level] === undefined)
      throw new Fault('usage-wrong', `pin ${at + 1} names a level that the comparison does not have`, {
        hint: `Levels of ${comparison.name}: ${comparison.levels.map(({ words }, place) => `${place} ${words}`).join(', ')}.`,
      });
    return { ...pin, level };
  });
  const places = placed.map(({ comparison, level }) => `${comparison} ${level}`);
  if (new Set(places).size < places.length)
    throw new Fault('usage-wrong', 'two pins are of the same level of one comparison');
  return placed;
}
