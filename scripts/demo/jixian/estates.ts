import { completeSurvey, registerEstate, registerFacility, surveyFacility, type InputOf } from '@gezhi/shared/contracts';
import { idOf, onceHeard } from '../demo-api.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers } from '../story.js';
import { importSheet } from '../upload.js';
import { communityCode } from './ground.js';
import type { Jixian } from './opening.js';

/** The 35 estates that nobody managed (P-21), with the units of more than 3,000 households (P-05). */
export const estateCount = 35;
export const unitsEach = 88;
const causes = ['NEVER_MANAGED', 'PROVIDER_LEFT', 'EMPLOYER_DISSOLVED', 'CONTRACT_ENDED'] as const;
const grades = ['DAMAGED', 'BADLY_DAMAGED', 'MOSTLY_INTACT', 'DANGEROUS', 'INTACT'] as const;
const inventory: readonly Pick<InputOf<typeof registerFacility>, 'kind' | 'label'>[] = [
  { kind: 'LIGHTING', label: '楼道照明（演示）' },
  { kind: 'DRAINAGE', label: '院内排水（演示）' },
  { kind: 'ROAD', label: '院内道路（演示）' },
];
export const estateOf = (estate: number): string => idOf('jixian estate', estate);
/** The register's own number of a unit. */
export const unitRef = (estate: number, unit: number): string => `U-${estate + 1}-${String(unit + 1).padStart(3, '0')}`;
const nameOf = (estate: number): string => `演示小区${estate + 1}号`;

/** The old estates of the community are registered and surveyed. */
export async function surveyEstates({ secretary }: Jixian): Promise<void> {
  const photo = await uploadPicture(secretary, 'jixian estate');
  await inParallel(numbers(estateCount), 4, async (index) => {
    const id = estateOf(index);
    const left = { cause: causes[index % causes.length]!, grounds: '多年无人管理（演示）', evidenceIds: [photo] };
    const named = { id, communityCode, name: nameOf(index), addressLabel: `演示路${index + 1}号` };
    await onceHeard(() => secretary.do(registerEstate, { ...named, ...left }, id));
    for (const [number, facility] of inventory.entries()) {
      const facilityId = idOf('jixian facility', index, number);
      const survey = idOf('jixian condition', index, number);
      await secretary.do(registerFacility, { id: facilityId, estateId: id, ...facility }, facilityId);
      const grade = grades[(index + number) % grades.length]!;
      await secretary.do(surveyFacility, { id: survey, facilityId, grade, evidenceIds: [photo] }, survey);
    }
    await secretary.do(completeSurvey, { id }, 'survey of', id);
  });
}

/** The register of units with their owners and who lives there is taken in. */
export async function importUnits({ secretary }: Jixian, householdOf: (estate: number, unit: number) => string): Promise<void> {
  await importSheet(secretary.baseUrl, secretary, 'units', communityCode, unitSheet(householdOf), 'jixian');
}

/** The register as the sheet a community would upload: every tenth unit has no known owner, and some own two. */
function unitSheet(householdOf: (estate: number, unit: number) => string): string {
  const rows = numbers(estateCount).flatMap((estate) =>
    numbers(unitsEach).map((index) => {
      const door = `${Math.floor(index / 44) + 1}号楼,${Math.floor((index % 44) / 11) + 1}单元${(index % 11) + 101}`;
      const area = (45 + ((estate * 7 + index * 3) % 400) / 10).toFixed(2);
      const owner =
        index % 10 === 9
          ? ',,'
          : `演示业主${estate + 1}-${index},演示证件-${estate + 1}-${index - (index % 20 === 1 ? 1 : 0)},2003-06-0${(index % 9) + 1}`;
      return `${unitRef(estate, index)},${communityCode},${nameOf(estate)},${door},住宅,${area},不动产登记簿,${householdOf(estate, index)},${owner}`;
    }),
  );
  return ['房屋编号,社区代码,小区名称,楼栋,房号,用途,建筑面积（平方米）,面积依据,住户编号,业主,证件号码,登记日期', ...rows].join('\n');
}
