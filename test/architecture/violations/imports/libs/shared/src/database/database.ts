export { startTestService } from '../testing/service.js';
export const database = 1;
