export { Lantern } from './lantern.entity.js';
