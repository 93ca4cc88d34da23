import { serviceRequestErrors, type LocationPoint } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { placing, type Bounded } from '../partition/placement.rules.js';
import { isConcluded, type ServiceRequestState } from './request-life.rules.js';

const holding = (grids: readonly Bounded[], { coordinates: [lon, lat] }: LocationPoint): string | undefined => {
  const found = placing(grids)({ lon, lat });
  return found.in === 'one' ? found.code : undefined;
};

/**
 * G-42 The grid of a request with a point: the one it names, if the point lies in it or on its border, else the one of the
 * community that holds the point; `undefined` while the community has none. Refuses with `grid.service-request.point-elsewhere`.
 *
 * @param grids those of the community in force
 */
export function gridAt<G extends Bounded>(gridCode: string | null, point: LocationPoint, grids: readonly G[]): G | undefined {
  if (!grids.length) return undefined;
  const code = holding(gridCode ? grids.filter((grid) => grid.code === gridCode) : grids, point);
  ensure(code, serviceRequestErrors.pointElsewhere, { gridCode });
  return grids.find((grid) => grid.code === code);
}

/**
 * G-42 The grid of a household's request with a point: that of the household, if the point lies in it or on its border, else the one
 * of the community that holds the point; `undefined` while the community has none. Refuses with `grid.service-request.point-elsewhere`.
 *
 * @param home the grid of the household
 * @param grids those of the community in force
 */
export function gridFromHome<G extends Bounded>(home: string | null, point: LocationPoint, grids: readonly G[]): G | undefined {
  const own = grids.filter(({ code }) => code === home);
  return gridAt(holding(own, point) ?? null, point, grids);
}

/**
 * G-06 Where a request that no household places lies once its community is redrawn: in the grid that holds its point, else where it was
 * if that goes on, else in the one heir of its grid. Null when nothing tells: a person has to say.
 *
 * @param grids those of the community in force
 * @param heirs those in force that came from its grid
 */
export function carriedTo(
  { gridCode, point }: Pick<ServiceRequestState, 'gridCode' | 'point'>,
  grids: readonly Bounded[],
  heirs: readonly string[],
): string | null {
  const own = grids.filter(({ code }) => code === gridCode);
  const code = point && (holding(own, point) ?? holding(grids, point));
  if (code) return code;
  if (own.length) return gridCode;
  return heirs.length === 1 ? heirs[0]! : null;
}

/**
 * G-06 A leader says in which grid of its community an open request lies that no household places, as one that a redraw left in
 * none. Refuses with `grid.service-request.wrong-state`, `grid-of-other-community` or `point-elsewhere`.
 *
 * @param grids those of the community in force
 */
export function placeIn(request: ServiceRequestState, gridCode: string, grids: readonly Bounded[]): Decision<ServiceRequestState> {
  ensure(!isConcluded(request.state), serviceRequestErrors.wrongState);
  ensure(
    grids.some(({ code }) => code === gridCode),
    serviceRequestErrors.gridOfOtherCommunity,
    { gridCode },
  );
  if (request.point) gridAt(gridCode, request.point, grids);
  return decide({ ...request, gridCode });
}
