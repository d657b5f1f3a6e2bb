/** The keys of all messages, taken from the English files: one line for each file in src/web/messages/en. */
type Keys<M> = Exclude<keyof M & string, '@' | 'default'>;

export type MessageKey =
  | Keys<typeof import('../messages/en/frame.json')>
  | Keys<typeof import('../messages/en/gate.json')>
  | Keys<typeof import('../messages/en/keys.json')>
  | Keys<typeof import('../messages/en/words.json')>
  | Keys<typeof import('../messages/en/inbox.json')>
  | Keys<typeof import('../messages/en/intake.json')>
  | Keys<typeof import('../messages/en/reading.json')>
  | Keys<typeof import('../messages/en/count.json')>
  | Keys<typeof import('../messages/en/count-method.json')>
  | Keys<typeof import('../messages/en/count-estimate.json')>
  | Keys<typeof import('../messages/en/count-sign.json')>
  | Keys<typeof import('../messages/en/linkage.json')>
  | Keys<typeof import('../messages/en/people.json')>
  | Keys<typeof import('../messages/en/person.json')>
  | Keys<typeof import('../messages/en/ask.json')>
  | Keys<typeof import('../messages/en/sources.json')>
  | Keys<typeof import('../messages/en/search.json')>
  | Keys<typeof import('../messages/en/print.json')>
  | Keys<typeof import('../messages/en/patterns.json')>
  | Keys<typeof import('../messages/en/again.json')>
  | Keys<typeof import('../messages/en/sayings.json')>;
