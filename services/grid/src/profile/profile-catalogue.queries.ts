import { Injectable } from '@nestjs/common';
import { profileErrors, readProfileCatalogue, type InputOf, type ProfileClass } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ProfileCatalogue } from './profile.entity.js';

@Injectable()
export class ProfileCatalogueQueries {
  constructor(private readonly policies: Policies) {}

  @Handles(readProfileCatalogue)
  catalogue({ placeCode }: InputOf<typeof readProfileCatalogue>): Promise<ProfileCatalogue> {
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
