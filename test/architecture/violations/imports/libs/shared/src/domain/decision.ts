import { database } from '../database/database.js';
import { lanternQueries } from '../../../../services/grid/src/lantern/lantern.queries.js';
export const ensure = [database, lanternQueries];
