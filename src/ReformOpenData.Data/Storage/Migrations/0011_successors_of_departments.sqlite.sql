-- Which department goes on with another.
CREATE TABLE department_successor (
    department_id INTEGER NOT NULL,
    successor_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    CONSTRAINT pk_department_successor PRIMARY KEY (department_id, successor_id),
    CONSTRAINT fk_department_successor_department_id FOREIGN KEY (department_id) REFERENCES department (id),
    CONSTRAINT fk_department_successor_successor_id FOREIGN KEY (successor_id) REFERENCES department (id)
);
CREATE INDEX ix_department_successor_edition_id ON department_successor (edition_id);
CREATE INDEX ix_department_successor_successor_id ON department_successor (successor_id);
