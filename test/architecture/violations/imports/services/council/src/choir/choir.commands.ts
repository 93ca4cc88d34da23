export { read } from '../../../grid/src/lantern/lantern.rules.js';
