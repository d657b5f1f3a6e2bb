/** Runs once before all tests. Finds what the full run uses; test/support/found.ts tells the tests. */
export default function setup(): void {}
