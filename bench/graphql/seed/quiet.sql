-- Counting row by row is for life; what is seeded set by set is counted at the end (tallies.sql).
alter table person disable trigger tally;
alter table person disable trigger tally_standing;
alter table membership disable trigger tally;
alter table certification disable trigger tally;
alter table certification disable trigger tally_holding;
alter table person disable trigger tally_holding;
alter table membership disable trigger tally_requirement;
alter table certification_requirement disable trigger tally_requirement;
alter table enrollment disable trigger tally;
alter table course_completion disable trigger tally;
alter table certification_requirement disable trigger tally;
