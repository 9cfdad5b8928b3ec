"""Decisions over HTTP, with their schemas: ``uvicorn service:app``, then ``/docs``."""

import json
from datetime import date
from typing import Annotated, Any

from fastapi import Body, FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse

import telcorules

BOOK = telcorules.load()  # once, when the service starts; threads share it
JSON = "application/json"

Case = Annotated[dict[str, Any], Body(description="What is known about one dispute.")]
AsOf = Annotated[date | None, Query(description="Today in China where left out.")]
Rules = Annotated[list[str] | None, Query(description="Ids or globs of rules.")]

app = FastAPI(title="telcorules", version=telcorules.__version__)


def schema(name: str) -> dict[str, Any]:
    """Return where the service's description keeps one of the library's schemas."""
    return {"content": {JSON: {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


@app.exception_handler(telcorules.TelcoRulesError)
def refuse(_: Request, error: telcorules.TelcoRulesError) -> JSONResponse:
    """Tell whoever asked what can't be read, and how to mend it."""
    told = ("code", "fact", "message", "hint")
    problems = [{name: getattr(one, name) for name in told} for one in error.problems]
    return JSONResponse({"problems": problems}, status_code=422)


@app.post(
    "/decisions",
    openapi_extra={"requestBody": schema("case")},
    responses={200: schema("decision")},
)
def decide(case: Case, as_of: AsOf = None, rule: Rules = None) -> Response:
    """Decide a case: admissible or not, by when, by whom, what is missing."""
    decision = BOOK.decide(case, as_of=as_of, rules=rule)
    return Response(decision.to_json(), media_type=JSON)


@app.post("/questions", openapi_extra={"requestBody": schema("case")})
def ask(case: Case, as_of: AsOf = None) -> list[dict[str, Any]]:
    """Tell what to ask next about an appeal, the best question first."""
    found = BOOK.questions("appeal.admission", case, as_of=as_of)
    return [one.to_dict() for one in found]


def components(name: str) -> dict[str, Any]:
    """Return one of the library's schemas as parts of the service's description."""
    text = json.dumps(telcorules.json_schema(name))
    whole = json.loads(text.replace("#/$defs/", f"#/components/schemas/{name}."))
    parts = {f"{name}.{key}": part for key, part in whole.pop("$defs").items()}
    return {name: whole} | parts


def described() -> dict[str, Any]:
    """Return the service's description, with the library's schemas in it."""
    whole = FastAPI.openapi(app)
    whole["components"]["schemas"] |= components("case") | components("decision")
    return whole


app.openapi = described  # type: ignore[method-assign]
