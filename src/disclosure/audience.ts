/** Who something is prepared for. Audiences are outside or inside the team; each has its own disclosure rules. */

export const AUDIENCES = ['public', 'partner', 'team'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Tells an audience from any other word. */
export function isAudience(word: string): word is Audience {
  return (AUDIENCES as readonly string[]).includes(word);
}
