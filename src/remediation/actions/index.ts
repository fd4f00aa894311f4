/** What we know how to change, one line each. */
export {};
