/** The root of the tree, put in by test/run.mjs. */
declare const TREE: string;
