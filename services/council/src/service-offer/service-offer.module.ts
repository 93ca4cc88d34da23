import { Module } from '@nestjs/common';
import { CouncilModule } from '../council/council.module.js';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { ServiceOfferCommands } from './service-offer.commands.js';
import { ServiceOfferQueries } from './service-offer.queries.js';

@Module({ imports: [CouncilModule, ServiceFieldModule], providers: [ServiceOfferCommands, ServiceOfferQueries] })
export class ServiceOfferModule {}
