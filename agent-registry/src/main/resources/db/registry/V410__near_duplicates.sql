-- What an agent is for, in its own words: purpose, instructions and skills of the definition that the catalogue shows.
alter table agent add column about text not null default '';

with shown as (
    select a.name, coalesce(v.definition, a.draft)::jsonb -> 'spec' as spec
    from agent a left join agent_version v on v.agent = a.name and v.number = a.active_version)
update agent
set about = concat_ws(' ', s.spec ->> 'purpose', s.spec ->> 'instructions',
    (select string_agg(concat_ws(' ', skill ->> 'name', skill ->> 'description'), ' ')
     from jsonb_array_elements(coalesce(s.spec -> 'skills', '[]'::jsonb)) skill))
from shown s
where s.name = agent.name and s.spec is not null;

-- The agents that a submitted version was much like, as JSON; the reason of the move says why it is made all the same.
alter table version_move add column near_duplicates text;
