import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishServiceItem, requestErrors, reviseServiceItem, withdrawServiceItem, type InputOf } from '@gezhi/shared/contracts';
import { constraint, insert, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { ServiceItem, ServiceItemVersion } from './catalogue.entity.js';
import { publish, revise, withdraw, type Published } from './catalogue.rules.js';

constraint('service_item_version_pkey', requestErrors.idTaken);

const at = ({ placeCode: place }: { readonly placeCode: string }) => ({ place });
const both = ({ decision, published }: Published) => ({ ...decision, published });
/** Item and version are one statement. */
const withVersion = (item: ServiceItem, { published }: ReturnType<typeof both>) => ({
  ...at(item),
  also: [insert(ServiceItemVersion, published)],
});

@Injectable()
export class CatalogueCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(publishServiceItem)
  async publish(input: InputOf<typeof publishServiceItem>, request: Request): Promise<Reply> {
    const estate = input.estateId === undefined ? undefined : await this.estates.estate(input.estateId, request);
    return this.work.create(
      request,
      ServiceItem,
      (now) => both(publish(input, estate, now)),
      (item, decision) => ({ ...withVersion(item, decision), own: estate !== undefined }),
    );
  }

  @Handles(reviseServiceItem)
  revise(input: InputOf<typeof reviseServiceItem>, request: Request): Promise<Reply> {
    const change = (item: ServiceItem, now: string) => both(revise(item, input, now));
    return this.work.change(request, ServiceItem, input.id, change, withVersion);
  }

  @Handles(withdrawServiceItem)
  withdraw({ id, withdrawnFrom }: InputOf<typeof withdrawServiceItem>, request: Request): Promise<Reply> {
    return this.work.change(request, ServiceItem, id, (item, now) => withdraw(item, withdrawnFrom, now), at);
  }
}
