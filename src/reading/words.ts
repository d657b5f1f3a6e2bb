/** Lower-case words of a folded text, in their order. */
export function wordsOf(plain: string): readonly string[] {
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
