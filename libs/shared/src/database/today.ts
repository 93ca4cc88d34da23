/** The day it is in Shanghai by the database's clock, as SQL; asked once a statement. */
export const today = "((SELECT gezhi_now()) AT TIME ZONE 'Asia/Shanghai')::date";
