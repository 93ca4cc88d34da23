/**
 * Who may import whom: the import matrix of CONTRIBUTING.md. `$1` in a target is what the source's path matched.
 * Each rule is proven against a planted violation in test/architecture/violations.
 */
const spec = '\\.spec\\.ts$';
/** What specs share: never part of what runs. */
const fixture = '\\.fixture\\.ts$';
const feature = '^services/([^/]+)/src/([^/]+)/';
const ownNames = ['zod'];

/** Everything below `path` that the source may not reach, unless one of `allowed` matches. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: spec, ...from },
  to: { pathNot: allowed },
});
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);

module.exports = {
  forbidden: [
    only('contracts-say-only', 'contracts import zod and other contracts', { path: '^libs/shared/src/contracts/' }, [
      '^libs/shared/src/contracts/',
      ...npm(...ownNames),
    ]),
    only('domain-is-pure', 'shared domain functions import contracts and each other', { path: '^libs/shared/src/domain/' }, [
      '^libs/shared/src/(contracts|domain)/',
    ]),
    only(
      'rules-are-pure',
      'rules import contracts, the shared domain and rules of their service',
      { path: `${feature}[^/]+\\.rules\\.ts$` },
      ['^libs/shared/src/(contracts|domain)/', '^services/$1/src/[^/]+/[^/]+\\.rules\\.ts$', ...npm('@turf')],
    ),
    only(
      'entities-remember-only',
      'entities import typeorm, contracts and the rules whose state they hold',
      { path: `${feature}[^/]+\\.entity\\.ts$` },
      ['^libs/shared/src/(contracts|database)/', '^services/$1/src/[^/]+/[^/]+\\.rules\\.ts$', ...npm('typeorm')],
    ),
    never(
      'features-meet-openly',
      'a feature reaches another by its rules, plans, queries or module, never by its tables or its shells',
      { path: feature, pathNot: spec },
      {
        path: '^services/$1/src/[^/]+/',
        pathNot: ['^services/$1/src/$2/', '^services/$1/src/[^/]+/[^/]+\\.(rules|plan|queries|module)\\.ts$'],
      },
    ),
    never(
      'modules-wire-only',
      'a module imports its own folder and modules',
      { path: '\\.module\\.ts$', pathNot: 'service\\.module\\.ts$' },
      {
        path: '^services/([^/]+)/src/([^/]+)/[^/]+\\.(rules|entity)\\.ts$',
      },
    ),
    never(
      'services-do-not-meet',
      'services know each other by contract alone',
      { path: '^services/([^/]+)/' },
      {
        path: '^(services/|gateway/)',
        pathNot: '^services/$1/',
      },
    ),
    never(
      'gateway-sees-tables-of-contents',
      'the gateway may start services, and nothing else of them',
      { path: '^gateway/' },
      {
        path: '^services/',
        pathNot: '^services/[^/]+/src/service\\.module\\.ts$',
      },
    ),
    never('shared-is-below', 'libs know neither services nor the gateway', { path: '^libs/' }, { path: '^(services|gateway)/' }),
    never(
      'client-speaks-contracts',
      'the client knows the contracts alone',
      { path: '^libs/client/' },
      {
        path: '^libs/shared/src/',
        pathNot: '^libs/shared/src/contracts/',
      },
    ),
    never(
      'tests-stay-outside',
      'nothing that runs imports test support',
      { pathNot: [spec, fixture, '/src/testing/', '^test/', '^scripts/cluster', '^scripts/bench/'] },
      {
        path: ['/src/testing/', '^test/', spec, fixture],
      },
    ),
    never(
      'no-circles',
      'imports that run in a circle',
      { pathNot: spec },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    never('everything-resolves', 'an import that leads nowhere', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@gezhi/source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
