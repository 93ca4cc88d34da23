export { lanternQueries } from '../../../services/grid/src/lantern/lantern.queries.js';
