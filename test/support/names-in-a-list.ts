/** An invented report that names people one after another: seven proposals of one kind. */
export const NAMES = `The Ministry of Justice of Orlavia named those it holds.

Ilo Sanvar was captured on 3 May 2024. Miran Tel was captured on 4 May 2024. Bogdan Orsan was captured on 5 May 2024. Vera Kevali was captured on 6 May 2024.

Tolm Askin was captured on 7 May 2024. Ona Verra was captured on 8 May 2024. Arno Beck was captured on 9 May 2024.
`;
