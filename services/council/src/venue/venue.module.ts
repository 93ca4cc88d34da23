import { Module } from '@nestjs/common';
import { VenueCommands } from './venue.commands.js';
import { VenueQueries } from './venue.queries.js';

@Module({ providers: [VenueCommands, VenueQueries] })
export class VenueModule {}
