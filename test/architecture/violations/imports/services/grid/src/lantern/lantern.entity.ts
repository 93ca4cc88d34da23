import { lanternQueries } from './lantern.queries.js';
export class Lantern {
  queries = lanternQueries;
}
