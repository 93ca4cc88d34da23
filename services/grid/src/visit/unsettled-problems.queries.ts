import { Injectable } from '@nestjs/common';

/** G-23 How many problems found in a campaign are neither rectified nor annual special items; the problem feature answers. */
@Injectable()
export class UnsettledProblems {
  async count(_campaignId: string): Promise<number> {
    return 0;
  }
}
