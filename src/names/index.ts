/** Names: for now the script that words are written in. Romanisation and likeness come with record linkage. */
export { scriptOf, scriptsIn } from './script.ts';
