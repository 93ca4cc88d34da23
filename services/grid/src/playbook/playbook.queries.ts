import { Injectable } from '@nestjs/common';
import { playbookPolicy, type GridType, type InputOf, type OutputOf, type TypePlaybook } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPlaybook } from './default-playbook.rules.js';
import { PlaybookPolicyVersion } from './playbook.entity.js';
import { typeIn, type Playbook } from './playbook.rules.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPlaybook };

@Injectable()
export class PlaybookQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the built-in default where no jurisdiction has laid down its own. */
  @Handles(playbookPolicy)
  async inForce({ placeCode }: InputOf<typeof playbookPolicy>): Promise<OutputOf<typeof playbookPolicy>> {
    return (await this.policies.inForce(PlaybookPolicyVersion, placeCode)) ?? builtIn;
  }

  /** For other features: what holds at a place, with its version, 0 for the built-in default. */
  async at(placeCode: string): Promise<Playbook & { readonly version: number }> {
    return this.inForce({ placeCode });
  }

  /** For other features: what holds at a place for the grids of a type. */
  async ofType(placeCode: string, type: GridType): Promise<TypePlaybook> {
    return typeIn(await this.at(placeCode), type);
  }
}
