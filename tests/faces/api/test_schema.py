"""Every operation against its own description, with requests that fit and requests that do not."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
)

from alongside.desk import decide, jobs, tokens
from alongside.faces.api.urls import api
from alongside.faces.web.wsgi import application

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = application
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    unsupported_method,
    allow_header_conformance,
    use_after_free,
]
THERE = {
    "/api/mails/{number}": 375,
    "/api/jobs/{number}": 1,
    "/api/jobs/{number}/stop": 1,
    "/api/decisions/{number}/undo": 1,
    "/api/pushes/{signal}/wrong": 1045,
    "/api/pushes/{signal}/clue": 1045,
}


@pytest.fixture
def token(demo_home: Path) -> str:
    """A token at a desk of the test's own: what an operation changes, the next one does not see."""
    jobs.ask("rebuild", {})
    decide.sign("Hoshino", None)
    return tokens.new_token("tester", read_only=False)


@pytest.mark.slow
@schema.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_does_as_it_says(case: Case[Any], token: str) -> None:
    name_what_is_there(case)
    case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {token}"})


def name_what_is_there(case: Case[Any]) -> None:
    """Every second request that fits is about a client, signal, mail, job or decision that exists."""
    for name, value in dict(case.path_parameters or {}).items():
        if name == "key" and len(str(value)) % 2:
            case.path_parameters[name] = "northmere.example"
        elif isinstance(value, int) and value % 2:
            case.path_parameters[name] = THERE[case.path]
