/** Which program this is, as it says itself and as it is recorded in the first entry of a workspace. */
export const PROGRAM = { name: 'habeas', version: '0.1.0' } as const;
