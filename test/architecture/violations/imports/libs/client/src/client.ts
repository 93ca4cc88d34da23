export { database } from '../../shared/src/database/database.js';
