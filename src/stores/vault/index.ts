/** Door of the vault store: the encrypted workspace folder of one machine. */
export { createVault, openVault } from './open.ts';
export { Vault } from './vault.ts';
export type { CreateOptions, Unlock, VaultOptions } from './open.ts';
export { KDF_FLOOR } from './slots.ts';
export type { KdfCost } from './slots.ts';
export { backupVault, restoreVault } from './backup.ts';
export type { CheckLedger, CopyReport } from './backup.ts';
export { collectGarbage } from './garbage.ts';
export type { Removed } from './garbage.ts';
export { openVaultInChild } from './child.ts';
export type { ChildVault } from './child.ts';
