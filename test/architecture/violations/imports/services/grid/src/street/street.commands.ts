export { Lantern } from '../lantern/lantern.entity.js';
