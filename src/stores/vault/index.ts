/** Door of the vault store: the encrypted workspace folder of one machine. */
export { Vault, createVault, openVault } from './open.ts';
export type { CreateOptions, Unlock, VaultOptions } from './open.ts';
export { KDF_FLOOR } from './slots.ts';
export type { KdfCost } from './slots.ts';
