import { Module } from '@nestjs/common';
import { BallotKey } from './proof.plan.js';

@Module({ providers: [BallotKey], exports: [BallotKey] })
export class ProofModule {}
