import { Module } from '@nestjs/common';
import { CouncilModule } from '../council/council.module.js';
import { AssetCommands } from './asset.commands.js';
import { DonationCommands } from './donation.commands.js';
import { DonationQueries } from './donation.queries.js';

@Module({ imports: [CouncilModule], providers: [AssetCommands, DonationCommands, DonationQueries] })
export class DonationModule {}
