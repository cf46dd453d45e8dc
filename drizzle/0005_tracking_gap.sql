ALTER TABLE "episodes" DROP CONSTRAINT "episodes_kind";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "first_party_since" date;--> statement-breakpoint
ALTER TABLE "first_party_conversions" ADD COLUMN "value_status" text;--> statement-breakpoint
ALTER TABLE "first_party_conversions" ADD COLUMN "value_postback_id" bigint;--> statement-breakpoint
ALTER TABLE "first_party_conversions" ADD COLUMN "campaign_postback_id" bigint;--> statement-breakpoint
ALTER TABLE "episodes" ADD CONSTRAINT "episodes_kind" CHECK ("episodes"."kind" in ('rule', 'tracking_broken', 'stale_data', 'tracking_gap'));--> statement-breakpoint
ALTER TABLE "first_party_conversions" ADD CONSTRAINT "first_party_conversions_value_status" CHECK ("first_party_conversions"."value_status" in ('lead', 'sale', 'rejected'));