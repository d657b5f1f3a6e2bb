/** Which reader this is: kept with every proposal, so that a later reader's proposals can be told apart. */

/** Name and version of the rules; the version rises when rules or lexicons change what is proposed. */
export const READER = { name: 'habeas-rules', version: '0.2.0' } as const;
