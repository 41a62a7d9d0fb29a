/** Every id is a UUIDv7 text from the `Ids` port, branded so that one kind cannot stand for another. */
type Id<Name extends string> = string & { readonly __id: Name };

export type OfficeId = Id<'office'>;
export type UnitId = Id<'unit'>;
export type PersonId = Id<'person'>;
export type PlanId = Id<'plan'>;
export type ItemId = Id<'item'>;
export type TaskId = Id<'task'>;
export type ReportId = Id<'report'>;
export type PetitionId = Id<'petition'>;
export type NoticeId = Id<'notice'>;
export type DeliveryId = Id<'delivery'>;
export type SupervisionNoticeId = Id<'supervision-notice'>;
export type BulletinId = Id<'bulletin'>;
