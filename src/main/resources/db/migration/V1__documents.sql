-- One row per value of the control plane. Paths are compared byte by byte, so ranges of them are subtrees.
create table gatehouse_document (
    path    ${text1000} not null,
    parent  ${text1000} not null,
    kind    ${text1000} not null,
    id      ${text1000} not null,
    body    text not null,
    version bigint not null,
    created bigint not null,
    updated bigint not null,
    primary key (path)
);

create index gatehouse_document_children on gatehouse_document (parent, kind, id);
