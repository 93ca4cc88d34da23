/** The starter's own modules are JavaScript; tests use their functions as they are documented there. */
declare module '*.mjs';
