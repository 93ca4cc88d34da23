/** What an assignment names: a place code, a household id, an estate id, a council id; `public` needs no sign-in. */
export const axes = ['place', 'self', 'estate', 'council', 'public'] as const;
export type Axis = (typeof axes)[number];

/** The nine user kinds of row X-02, the axis of their assignments and their Chinese name. */
export const roleTable = {
  'grid-worker': { axis: 'place', zh: '网格员' },
  cadre: { axis: 'place', zh: '下沉干部' },
  resident: { axis: 'self', zh: '居民' },
  'community-secretary': { axis: 'place', zh: '社区书记' },
  'property-company': { axis: 'estate', zh: '物业公司' },
  'committee-member': { axis: 'estate', zh: '物管会成员' },
  'part-time-member': { axis: 'council', zh: '兼职委员' },
  'street-leader': { axis: 'place', zh: '街道领导' },
  operator: { axis: 'place', zh: '运维人员' },
} as const satisfies Record<string, { axis: Axis; zh: string }>;

export type Role = keyof typeof roleTable;
export const roles = Object.keys(roleTable) as Role[];

/** The roles that act at a place: everyone on duty. */
export const staff = ['grid-worker', 'cadre', 'community-secretary', 'street-leader', 'operator'] as const satisfies Role[];
/** Those who decide for a community or a street. */
export const leaders = ['community-secretary', 'street-leader', 'operator'] as const satisfies Role[];
/** Those who see what is restricted: names of parties, development records, petitions; operators do not. */
export const confidants = ['community-secretary', 'street-leader'] as const satisfies Role[];
