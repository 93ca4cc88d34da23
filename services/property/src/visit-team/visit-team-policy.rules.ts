import { visitTeamErrors, type PolicyOf, type publishVisitTeamPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for visit teams, in one version. */
export type VisitTeamPolicy = PolicyOf<typeof publishVisitTeamPolicy>;

const source = '集贤县报道为“1+2”走访模式，未列组成；组成为设定值';

/** P-04 One of the task team, a community worker and a grid worker; the report does not say who they are. */
export const defaultPolicy: VisitTeamPolicy = {
  lateDays: 7,
  seats: [
    { code: 'TASK_TEAM_MEMBER', zh: '专班成员', count: 1, fromTaskTeam: true, role: null, source, assumed: true },
    { code: 'COMMUNITY_WORKER', zh: '社区工作者', count: 1, fromTaskTeam: false, role: null, source, assumed: true },
    { code: 'GRID_WORKER', zh: '网格员', count: 1, fromTaskTeam: false, role: 'grid-worker', source, assumed: true },
  ],
};

/** P-04 Accepts seats with different codes; refuses with `property.visit-team.policy-invalid` {seats}. */
export function acceptPolicy(policy: VisitTeamPolicy): VisitTeamPolicy {
  const codes = policy.seats.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!repeated.length, visitTeamErrors.policyInvalid, { seats: repeated });
  return policy;
}
