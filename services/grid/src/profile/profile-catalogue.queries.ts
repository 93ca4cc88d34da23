import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { profileErrors, readProfileCatalogue, requestErrors, type InputOf, type ProfileClass } from '@gezhi/shared/contracts';
import { Database, named, Policies } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ProfileCatalogue } from './profile.entity.js';

const placeSeen = named('profile.place-seen', `SELECT 1 WHERE ${inScope({ place: '$3::text' })}`);

@Injectable()
export class ProfileCatalogueQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  @Handles(readProfileCatalogue)
  async catalogue({ placeCode }: InputOf<typeof readProfileCatalogue>, request: Request): Promise<ProfileCatalogue> {
    ensure((await this.database.read(placeSeen, [...scopeParameters(request), placeCode])).length, requestErrors.notFound);
    return this.catalogueAt(placeCode);
  }

  /** The classes of the catalogue in force at a place; refuses with `grid.profile.catalogue-missing`. */
  async classesAt(placeCode: string): Promise<readonly ProfileClass[]> {
    return (await this.catalogueAt(placeCode)).items;
  }

  private async catalogueAt(placeCode: string): Promise<ProfileCatalogue> {
    const found = await this.policies.inForce(ProfileCatalogue, placeCode);
    ensure(found, profileErrors.catalogueMissing, { placeCode });
    return found;
  }
}
