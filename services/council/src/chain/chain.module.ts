import { Module } from '@nestjs/common';
import { ChainSchedule } from './chain.schedule.js';

@Module({ providers: [ChainSchedule] })
export class ChainModule {}
