import { lanternLit, lanternStolen } from '@gezhi/shared/contracts';

/** G-00 A lantern is lit once. */
export function light(lantern: Lantern): Decision<Lantern> {
  return decide({ ...lantern, lit: true }, lanternLit({ lanternId: lantern.id }));
}
